package org.scissionlite.input;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.NodeList;

/** What the samples of a TIFF file mean: Java hands some kinds out as if they were plain levels. */
final class TiffSamples {
  private static final Set<String> LEVELS = Set.of("UnsignedIntegral", "Index");
  private static final Set<String> OTHER_COLOURS = Set.of("Lab", "CMYK");

  private TiffSamples() {}

  /**
   * Why the samples are no levels from black to white; nothing where they are, and for other
   * formats.
   */
  static Optional<String> obstacle(ImageReader reader) throws IOException {
    boolean tiff =
        Arrays.stream(reader.getOriginatingProvider().getFormatNames())
            .anyMatch("tiff"::equalsIgnoreCase);
    if (!tiff) {
      return Optional.empty();
    }
    IIOMetadata metadata = reader.getImageMetadata(0);
    IIOMetadataNode root =
        (IIOMetadataNode) metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
    String format = value(root, "SampleFormat", "value");
    if (!format.isEmpty() && !LEVELS.contains(format)) {
      return Optional.of(
          format.equals("Real")
              ? "floating-point samples, whose range is not known"
              : "signed samples, whose black and white are not known");
    }
    String colours = value(root, "ColorSpaceType", "name");
    boolean eightBit = value(root, "BitsPerSample", "value").startsWith("8");
    boolean converted = colours.equals("CMYK") && eightBit;
    return OTHER_COLOURS.contains(colours) && !converted
        ? Optional.of("samples in the colours " + colours)
        : Optional.empty();
  }

  private static String value(IIOMetadataNode root, String element, String attribute) {
    NodeList found = root.getElementsByTagName(element);
    return found.getLength() == 0 ? "" : ((IIOMetadataNode) found.item(0)).getAttribute(attribute);
  }
}
