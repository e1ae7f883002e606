/**
 * Stage 6 of 8 - training, the search: a cut, images and an allowed drop in, the transfer layer
 * that sends the fewest bytes out.
 */
package org.scissionlite.training.search;
