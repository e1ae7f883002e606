package org.scissionlite.input;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.scissionlite.error.ScissionLiteException;

/** Lossy formats that a picture may be sent in. */
public enum PictureFormat {
  /** JPEG with a quarter of the colour samples, the usual form. */
  JPEG_420("JPEG 4:2:0", "jpeg", "2", 65_500),
  /** JPEG with all colour samples. */
  JPEG_444("JPEG 4:4:4", "jpeg", "1", 65_500),
  /** WebP; needs a plug-in of ImageIO on the class path that writes it. */
  WEBP("WebP", "webp", "", 16_383);

  private static final String JPEG_METADATA = "javax_imageio_jpeg_image_1.0";

  private final String title;
  private final String encoder;

  /** How many pixels share a colour sample, in each direction; "" where the format decides. */
  private final String colourStep;

  private final int longestSide;

  PictureFormat(String title, String encoder, String colourStep, int longestSide) {
    this.title = title;
    this.encoder = encoder;
    this.colourStep = colourStep;
    this.longestSide = longestSide;
  }

  /** The name for tables and charts. */
  public String title() {
    return title;
  }

  /** The most pixels that a side of a picture in this format may have. */
  public int longestSide() {
    return longestSide;
  }

  /** Why this machine cannot write and read the format; nothing where it can. */
  public Optional<String> obstacle() {
    return this == WEBP ? WebpLibrary.OBSTACLE : Optional.empty();
  }

  /**
   * The bytes of a picture in this format.
   *
   * @param quality 1 (small) to 100 (good)
   * @throws ScissionLiteException if this machine cannot write the format, or the encoder fails
   */
  public ByteBuffer encode(Pixels picture, int quality) {
    obstacle()
        .ifPresent(
            reason -> {
              throw new ScissionLiteException(reason);
            });
    ImageWriter writer = ImageIO.getImageWritersByFormatName(encoder).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      BufferedImage image = picture.toImage();
      ImageWriteParam settings = settings(writer, quality);
      writer.write(null, new IIOImage(image, null, metadata(writer, image, settings)), settings);
    } catch (IOException e) {
      throw new ScissionLiteException("%s: cannot encode".formatted(title), e);
    } finally {
      writer.dispose();
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private static ImageWriteParam settings(ImageWriter writer, int quality) {
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    String[] types = settings.getCompressionTypes();
    if (types != null) {
      settings.setCompressionType(types[0]);
    }
    settings.setCompressionQuality(quality / 100f);
    if (settings instanceof JPEGImageWriteParam jpeg) {
      jpeg.setOptimizeHuffmanTables(true);
    }
    return settings;
  }

  /** The encoder's own metadata with the colour step in it; null where the format decides. */
  private IIOMetadata metadata(ImageWriter writer, BufferedImage image, ImageWriteParam settings)
      throws IOException {
    if (colourStep.isEmpty()) {
      return null;
    }
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), settings);
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(JPEG_METADATA);
    IIOMetadataNode luma = (IIOMetadataNode) root.getElementsByTagName("componentSpec").item(0);
    luma.setAttribute("HsamplingFactor", colourStep);
    luma.setAttribute("VsamplingFactor", colourStep);
    metadata.setFromTree(JPEG_METADATA, root);
    return metadata;
  }

  /**
   * The picture of encoded bytes.
   *
   * @throws ScissionLiteException if they are no picture
   */
  public static Pixels decode(ByteBuffer bytes) {
    return ImageFiles.decode(bytes);
  }
}
