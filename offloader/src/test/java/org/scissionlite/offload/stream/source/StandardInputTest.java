package org.scissionlite.offload.stream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.offload.stream.Frame;

/** Paths and pictures from standard input, whole and broken. */
class StandardInputTest {
  @TempDir private Path folder;

  private static List<Frame> all(FrameSource source) throws InterruptedException {
    List<Frame> frames = new ArrayList<>();
    for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
      frames.add(next.get());
    }
    assertThat(source.next()).isEmpty();
    return frames;
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static void assertFails(Frame frame, String message) {
    assertThatThrownBy(() -> frame.reading().tensors(Pictures.INPUTS))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining(message);
  }

  private static byte[] picture(int announced, byte... bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new DataOutputStream(out).writeInt(announced);
    out.write(bytes);
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.write(part);
    }
    return out.toByteArray();
  }

  @Test
  void byteOrderMark_isNoPartOfTheFirstPath() throws InterruptedException {
    byte[] lines = "\uFEFFa.png\r\nb.png".getBytes(StandardCharsets.UTF_8);

    assertThat(all(new PathLines(stream(lines))))
        .extracting(Frame::name)
        .containsExactly("a.png", "b.png");
  }

  @Test
  void paths_areOneOnEachLine() throws Exception {
    Path file = Pictures.write(folder.resolve("größe, 1.png"), 1);
    String text = "\n%s\r\n  \nnowhere.png".formatted(file);
    List<Frame> frames = all(new PathLines(stream(text.getBytes(StandardCharsets.UTF_8))));
    assertThat(frames).extracting(Frame::name).containsExactly(file.toString(), "nowhere.png");
    assertThat(frames.get(0).reading().tensors(Pictures.INPUTS)).containsKey("image");
    assertFails(frames.get(1), "nowhere.png: no such file");
  }

  @Test
  void lineThatIsNoPath_failsAndTheNextIsRead() throws Exception {
    String text = "x".repeat(10_000_000) + "\nbad\0name.png\nlast.png\n";
    List<Frame> frames = all(new PathLines(stream(text.getBytes(StandardCharsets.UTF_8))));
    assertThat(frames).hasSize(3);
    assertFails(frames.get(0), "a line of 10000000 bytes, the longest path is 32768");
    assertThat(frames.get(0).name()).hasSizeLessThan(100);
    assertFails(frames.get(1), "no path");
    assertThat(frames.get(2).name()).isEqualTo("last.png");
  }

  @Test
  void pictures_areReadByTheirLength() throws Exception {
    byte[] first = Pictures.bytes(folder, 1);
    byte[] second = Pictures.bytes(folder, 2);
    List<Frame> frames =
        all(
            new PictureBytes(
                stream(joined(picture(first.length, first), picture(second.length, second)))));
    assertThat(frames).extracting(Frame::name).containsExactly("picture 1", "picture 2");
    assertThat(frames.get(0).reading().tensors(Pictures.INPUTS).get("image").toFloats())
        .isNotEqualTo(frames.get(1).reading().tensors(Pictures.INPUTS).get("image").toFloats());
  }

  @Test
  void hostileLengths_arePassedOverWithoutMemory() throws Exception {
    byte[] good = Pictures.bytes(folder, 1);
    byte[] long70 = new byte[70_000_000];
    byte[] input =
        joined(
            picture(long70.length, long70),
            picture(0),
            picture(3, (byte) 1, (byte) 2, (byte) 3),
            picture(good.length, good),
            picture(-1, good));
    List<Frame> frames = all(new PictureBytes(stream(input)));
    assertThat(frames).hasSize(5);
    assertFails(frames.get(0), "picture 1: a length of 70000000 bytes, the most is 67108864");
    assertFails(frames.get(1), "picture 2");
    assertFails(frames.get(2), "picture 3");
    assertThat(frames.get(3).reading().tensors(Pictures.INPUTS)).containsKey("image");
    assertFails(frames.get(4), "picture 5: a length of 4294967295 bytes");
  }

  /** What a shell connects: a file that cannot be skipped. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void hostileLengthInAPipe_isPassedOver() throws Exception {
    byte[] good = Pictures.bytes(folder, 1);
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    byte[] input = joined(picture(70_000_000, new byte[70_000_000]), picture(good.length, good));
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              try {
                Files.write(pipe, input, StandardOpenOption.WRITE);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    List<Frame> frames;
    try (InputStream in = new BufferedInputStream(new FileInputStream(pipe.toFile()))) {
      frames = all(new PictureBytes(in));
    }
    writing.join();
    assertThat(frames).hasSize(2);
    assertFails(frames.get(0), "picture 1: a length of 70000000 bytes, the most is 67108864");
    assertThat(frames.get(1).reading().tensors(Pictures.INPUTS)).containsKey("image");
  }

  @Test
  void inputThatEndsInAPicture_isThatPicturesFailure() throws Exception {
    byte[] good = Pictures.bytes(folder, 1);
    List<Frame> frames = all(new PictureBytes(stream(picture(good.length + 7, good))));
    assertThat(frames).hasSize(1);
    assertFails(
        frames.get(0),
        "picture 1: standard input ended after %d of %d bytes"
            .formatted(good.length, good.length + 7));
    assertFails(
        all(new PictureBytes(stream(new byte[] {0, 0}))).get(0), "ended after 2 of 4 bytes");
    assertThat(all(new PictureBytes(stream(new byte[0])))).isEmpty();
  }
}
