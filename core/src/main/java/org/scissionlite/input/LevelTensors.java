package org.scissionlite.input;

import java.nio.ByteBuffer;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.input.Preprocessing.Channels;
import org.scissionlite.input.Preprocessing.Layout;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;

/**
 * Between pictures and uint8 tensors of their levels, such as uint8 [1,3,224,224].
 *
 * @param channels order of the tensor's channels; grey is one
 * @param layout order of the tensor's axes
 */
public record LevelTensors(Channels channels, Layout layout) {
  /**
   * The picture that a tensor holds; of a grey one all three colours are equal.
   *
   * @throws ScissionLiteException if the tensor is no picture
   */
  public Pixels picture(Tensor levels) {
    ImageGeometry geometry = geometry(levels.type());
    ByteBuffer data = levels.data();
    byte[] rgb = new byte[Math.toIntExact(3 * geometry.pixels())];
    int next = 0;
    for (int y = 0; y < geometry.height(); y++) {
      for (int x = 0; x < geometry.width(); x++) {
        for (int colour = 0; colour < 3; colour++) {
          rgb[next++] = data.get(geometry.index(channel(colour), y, x));
        }
      }
    }
    return new Pixels(geometry.width(), geometry.height(), rgb);
  }

  /**
   * The tensor of a picture's levels.
   *
   * @param type uint8, of the picture's size
   * @throws ScissionLiteException if the type is no picture of that size
   */
  public Tensor tensor(Pixels picture, TensorType type) {
    ImageGeometry geometry = geometry(type);
    if (picture.width() != geometry.width() || picture.height() != geometry.height()) {
      throw new ScissionLiteException(
          "expected a picture for %s, got %dx%d pixels"
              .formatted(type, picture.width(), picture.height()));
    }
    Tensor tensor = Tensor.zeros(type);
    ByteBuffer data = tensor.data();
    for (int c = 0; c < geometry.channels(); c++) {
      for (int y = 0; y < geometry.height(); y++) {
        for (int x = 0; x < geometry.width(); x++) {
          byte level = (byte) ImageGeometry.level(picture, x, y, c, channels);
          data.put(geometry.index(c, y, x), level);
        }
      }
    }
    return tensor;
  }

  /** The width of the picture in a tensor of a type. */
  public int width(TensorType type) {
    return geometry(type).width();
  }

  /** The height of the picture in a tensor of a type. */
  public int height(TensorType type) {
    return geometry(type).height();
  }

  private int channel(int colour) {
    return switch (channels) {
      case RGB -> colour;
      case BGR -> 2 - colour;
      case GREY -> 0;
    };
  }

  private ImageGeometry geometry(TensorType type) {
    int count = channels == Channels.GREY ? 1 : 3;
    return ImageGeometry.of(type.shape(), layout, count)
        .filter(geometry -> type.elementType() == ElementType.UINT8)
        .filter(geometry -> geometry.pixels() <= ImageFiles.MOST_PIXELS)
        .orElseThrow(
            () ->
                new ScissionLiteException(
                    "expected a uint8 %s picture of %d channels and at most %d pixels, got %s"
                        .formatted(layout, count, ImageFiles.MOST_PIXELS, type)));
  }
}
