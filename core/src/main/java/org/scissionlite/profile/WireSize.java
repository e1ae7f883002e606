package org.scissionlite.profile;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;

/** How many bytes a message takes at a cut, and how that is known. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WireSize.Fixed.class, name = "fixed"),
  @JsonSubTypes.Type(value = WireSize.Measured.class, name = "measured"),
  @JsonSubTypes.Type(value = WireSize.AtMost.class, name = "atMost")
})
public sealed interface WireSize {
  /**
   * What a planner counts with: on average where that was measured, and the most that can be where
   * nothing is known, so that no scenario wins by a figure that nobody counted.
   */
  long expectedBytes();

  /** What 95 of 100 messages keep to, as far as it is known. */
  long p95Bytes();

  /** The most bytes of a message that were seen, or can be. */
  long mostBytes();

  /** The bytes follow from the shape of the tensor, whatever it holds. */
  static WireSize fixed(long bytes) {
    return new Fixed(bytes);
  }

  /** Of messages that were encoded from images; at least one. */
  static WireSize measured(long[] bytesByImage) {
    long[] sorted = Arrays.stream(bytesByImage).sorted().toArray();
    int rank = (int) Math.ceil(0.95 * sorted.length);
    long mean = Math.round(Arrays.stream(sorted).average().orElseThrow());
    long most = sorted[sorted.length - 1];
    return new Measured(mean, sorted[Math.max(0, rank - 1)], most, sorted.length);
  }

  /** This size if it is known, else what is known elsewhere; of two bounds the lower. */
  default WireSize or(WireSize other) {
    boolean known = !(this instanceof AtMost);
    boolean lower = other instanceof AtMost && mostBytes() <= other.mostBytes();
    return known || lower ? this : other;
  }

  /** Equally many bytes for every tensor of the shape. */
  record Fixed(long bytes) implements WireSize {
    public Fixed {
      ProfileChecks.atLeast(0, bytes, "bytes of a fixed size");
    }

    @Override
    public long expectedBytes() {
      return bytes;
    }

    @Override
    public long p95Bytes() {
      return bytes;
    }

    @Override
    public long mostBytes() {
      return bytes;
    }
  }

  /**
   * The bytes depend on the data and were counted on images that the layer was not fitted to: such
   * as 410 on average, 572 at most for 95 of 100 images.
   *
   * @param expectedBytes on average, rounded
   * @param mostBytes of the largest message
   * @param images on which it stands
   */
  record Measured(long expectedBytes, long p95Bytes, long mostBytes, int images)
      implements WireSize {
    public Measured {
      ProfileChecks.atLeast(0, expectedBytes, "expectedBytes of a measured size");
      ProfileChecks.atLeast(1, images, "images of a measured size");
      ProfileChecks.atLeast(p95Bytes, mostBytes, "mostBytes of a measured size");
      ProfileChecks.atLeast(expectedBytes, mostBytes, "mostBytes of a measured size");
      ProfileChecks.atLeast(0, p95Bytes, "p95Bytes of a measured size");
    }
  }

  /**
   * The bytes depend on the data, and no data were at hand.
   *
   * @param mostBytes that the shape allows
   */
  record AtMost(long mostBytes) implements WireSize {
    public AtMost {
      ProfileChecks.atLeast(0, mostBytes, "mostBytes of an unknown size");
    }

    @Override
    public long expectedBytes() {
      return mostBytes;
    }

    @Override
    public long p95Bytes() {
      return mostBytes;
    }
  }
}
