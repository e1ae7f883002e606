/**
 * Stage 5 of 8 - transfer, quantisation: feature maps as integers of few bits, and pictures as
 * their pixels.
 */
package org.scissionlite.transfer.quantize;
