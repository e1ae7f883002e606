/**
 * Stage 2 of 8 - block: model graph in, chain of blocks and cuts out.
 *
 * <p>A cut is a place where only a known, small set of tensors is alive; the layers between two
 * neighbouring cuts are a block, the unit that is benchmarked.
 */
package org.scissionlite.block;
