package org.scissionlite.input;

import java.util.Optional;
import org.scissionlite.input.fit.Size;
import org.scissionlite.model.Shape;

/** The size of a picture in a tensor of one, and where each value stands. */
record ImageGeometry(int channels, int height, int width, boolean channelsFirst) {
  /** The geometry of [1,C,H,W] or [1,H,W,C] with so many channels; nothing for another shape. */
  static Optional<ImageGeometry> of(Shape shape, Preprocessing.Layout layout, int channels) {
    boolean first = layout == Preprocessing.Layout.NCHW;
    boolean image = shape.rank() == 4 && shape.dim(0) == 1 && shape.dim(first ? 1 : 3) == channels;
    if (!image) {
      return Optional.empty();
    }
    return Optional.of(
        first
            ? new ImageGeometry(channels, shape.dim(2), shape.dim(3), true)
            : new ImageGeometry(channels, shape.dim(1), shape.dim(2), false));
  }

  Size size() {
    return new Size(width, height);
  }

  long pixels() {
    return (long) height * width;
  }

  int index(int channel, int y, int x) {
    return channelsFirst
        ? (channel * height + y) * width + x
        : (y * width + x) * channels + channel;
  }

  /** The level, 0 to 255, that a channel of the tensor has of a pixel; grey is the usual luma. */
  static double level(Pixels picture, int x, int y, int channel, Preprocessing.Channels order) {
    return switch (order) {
      case RGB -> picture.level(x, y, channel);
      case BGR -> picture.level(x, y, 2 - channel);
      case GREY ->
          Math.rint(
              0.299 * picture.level(x, y, 0)
                  + 0.587 * picture.level(x, y, 1)
                  + 0.114 * picture.level(x, y, 2));
    };
  }
}
