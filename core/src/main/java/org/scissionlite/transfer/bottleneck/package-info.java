/**
 * Stage 5 of 8 - transfer, bottlenecks: samples of a feature map in, a strided convolution and its
 * inverse out, fitted in closed form and ready to be trained.
 */
package org.scissionlite.transfer.bottleneck;
