package org.scissionlite.input;

import org.scissionlite.input.fit.Fit;
import org.scissionlite.input.fit.Placement;
import org.scissionlite.input.fit.Size;
import org.scissionlite.model.TensorSpec;

/**
 * The part of a picture that a model sees, in the picture's pixels: what lies at a share (x, y) of
 * the model's input is at {@code (left + x * width, top + y * height)} of the picture. With a
 * border it is larger than the picture.
 *
 * @param picture turned as the model sees it
 * @param left of the part
 * @param top of the part
 * @param width of the part
 * @param height of the part
 */
public record FittedView(Pixels picture, double left, double top, double width, double height) {
  /**
   * What a model sees of a picture.
   *
   * @param upright the picture
   * @param input the model's
   * @throws org.scissionlite.error.UsageException if the input is no image, or the picture is much
   *     too small
   */
  public static FittedView of(Pixels upright, Preprocessing preprocessing, TensorSpec input) {
    Fit fit = preprocessing.fit();
    Pixels picture = fit.orientation() == Fit.Exif.APPLIED ? upright : upright.asStored();
    Size size = new Size(picture.width(), picture.height());
    Size target = ImageTensors.geometry(preprocessing, input).size();
    Placement placement = fit.place(size, target);
    double toWidth = (double) size.width() / placement.scaled().width();
    double toHeight = (double) size.height() / placement.scaled().height();
    return new FittedView(
        picture,
        placement.left() * toWidth,
        placement.top() * toHeight,
        target.width() * toWidth,
        target.height() * toHeight);
  }
}
