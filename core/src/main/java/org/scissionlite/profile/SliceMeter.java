package org.scissionlite.profile;

import java.util.List;
import java.util.OptionalLong;
import org.scissionlite.block.BlockChain;

/**
 * The memory of the two slices of each cut, measured where that is possible, else computed.
 *
 * @param computed one for the cut before each block
 */
record SliceMeter(BlockChain chain, MemoryMeter meter, List<SliceMemory> computed) {
  SliceMeter {
    computed = List.copyOf(computed);
  }

  SliceMeter(BlockChain chain, MemoryMeter meter) {
    this(chain, meter, SliceMemories.of(chain));
  }

  /** The memory of the slices before and behind the cut before a block. */
  SliceMemory at(int block) {
    OptionalLong device = block == 0 ? OptionalLong.of(0) : peak(new Stretch(0, block));
    if (device.isEmpty()) {
      return computed.get(block);
    }
    OptionalLong edge = peak(new Stretch(block, chain.blocks().size() - block));
    return edge.isEmpty()
        ? computed.get(block)
        : new SliceMemory(device.getAsLong(), edge.getAsLong(), MemorySource.MEASURED);
  }

  private OptionalLong peak(Stretch slice) {
    return meter.peakBytes(slice.graph(chain));
  }
}
