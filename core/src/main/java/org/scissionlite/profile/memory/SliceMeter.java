package org.scissionlite.profile.memory;

import java.util.List;
import java.util.OptionalLong;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.BlockRange;
import org.scissionlite.profile.MemorySource;
import org.scissionlite.profile.SliceMemory;

/**
 * The memory of the two slices of each cut, measured where that is possible, else computed.
 *
 * @param computed one for the cut before each block
 */
public record SliceMeter(BlockChain chain, MemoryMeter meter, List<SliceMemory> computed) {
  public SliceMeter {
    computed = List.copyOf(computed);
  }

  public SliceMeter(BlockChain chain, MemoryMeter meter) {
    this(chain, meter, SliceMemories.of(chain));
  }

  /** The memory of the slices before and behind the cut before a block. */
  public SliceMemory at(int block) {
    OptionalLong device = block == 0 ? OptionalLong.of(0) : peak(new BlockRange(0, block));
    if (device.isEmpty()) {
      return computed.get(block);
    }
    OptionalLong edge = peak(new BlockRange(block, chain.blocks().size() - block));
    return edge.isEmpty()
        ? computed.get(block)
        : new SliceMemory(device.getAsLong(), edge.getAsLong(), MemorySource.MEASURED);
  }

  private OptionalLong peak(BlockRange slice) {
    return meter.peakBytes(slice.graph(chain));
  }
}
