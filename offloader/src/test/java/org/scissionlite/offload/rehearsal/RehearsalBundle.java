package org.scissionlite.offload.rehearsal;

import java.io.IOException;
import java.nio.file.Path;
import org.scissionlite.file.FileTree;
import org.scissionlite.offload.SmallModel;

/** Writes the bundle that the rehearsal runs anew, into the resources of the module. */
final class RehearsalBundle {
  private RehearsalBundle() {}

  /**
   * Takes the folder of the resources:
   * offloader/src/main/resources/org/scissionlite/offload/rehearsal.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    FileTree.remove(folder);
    new SmallModel(1).bundle(folder, "relu", "transform:step=0.5");
  }
}
