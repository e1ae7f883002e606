package org.scissionlite.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.scissionlite.file.Sha256;

/** Changes to bundles that no program of ours would write, with ids that fit them. */
public final class PaddedBundle {
  private PaddedBundle() {}

  /** The same bundle with noise in place of its whole model. */
  public static Bundle withNoise(Bundle bundle, int bytes, long seed) {
    try {
      byte[] noise = new byte[bytes];
      new Random(seed).nextBytes(noise);
      Path file = bundle.folder().resolve("model.onnx");
      Files.write(file, noise);
      return rewritten(bundle, new SliceFile("model.onnx", Sha256.of(file), bytes, List.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same bundle, saying that such a file is its whole model. */
  public static Bundle rewritten(Bundle bundle, SliceFile whole) {
    return rewritten(
        bundle,
        old ->
            new Manifest(
                old.schemaVersion(),
                old.id(),
                old.created(),
                old.model(),
                old.preprocessing(),
                old.labels(),
                old.task(),
                old.scenarios(),
                whole,
                null));
  }

  /** The same bundle, made at another time; null for none. */
  public static Bundle madeAt(Bundle bundle, String created) {
    return rewritten(
        bundle,
        old ->
            new Manifest(
                old.schemaVersion(),
                old.id(),
                created,
                old.model(),
                old.preprocessing(),
                old.labels(),
                old.task(),
                old.scenarios(),
                old.wholeModel(),
                null));
  }

  /** The same bundle with another manifest, and the id of that one. */
  public static Bundle rewritten(Bundle bundle, UnaryOperator<Manifest> change) {
    Manifest changed = change.apply(bundle.manifest());
    Manifest named = changed.withId(BundleId.of(changed));
    try {
      Files.writeString(bundle.folder().resolve(ManifestFile.NAME), ManifestFile.text(named));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Bundle(bundle.folder(), named);
  }
}
