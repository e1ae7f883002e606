package org.scissionlite.input;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.ImageOutputStream;
import org.scissionlite.error.ScissionLiteException;

/** Lossy formats that a picture may be sent in. */
public enum PictureFormat {
  /** JPEG with a quarter of the colour samples, the usual form. */
  JPEG_420("JPEG 4:2:0", "jpeg", "2"),
  /** JPEG with all colour samples. */
  JPEG_444("JPEG 4:4:4", "jpeg", "1"),
  /** WebP; needs a plug-in of ImageIO on the class path that writes it. */
  WEBP("WebP", "webp", "");

  private static final String JPEG_METADATA = "javax_imageio_jpeg_image_1.0";

  private final String title;
  private final String encoder;

  /** How many pixels share a colour sample, in each direction; "" where the format decides. */
  private final String colourStep;

  PictureFormat(String title, String encoder, String colourStep) {
    this.title = title;
    this.encoder = encoder;
    this.colourStep = colourStep;
  }

  /** The name for tables and charts. */
  public String title() {
    return title;
  }

  /**
   * The bytes of a picture in this format.
   *
   * @param quality 1 (small) to 100 (good)
   * @throws ScissionLiteException if no encoder is on the class path, or it fails
   */
  public ByteBuffer encode(Pixels picture, int quality) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(encoder);
    if (!writers.hasNext()) {
      throw new ScissionLiteException("there is no encoder of " + title + " on the class path");
    }
    ImageWriter writer = writers.next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
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
