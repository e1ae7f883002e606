package org.scissionlite.cli.plan;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.scissionlite.chart.Picture;
import org.scissionlite.cli.plan.picture.PictureKind;
import org.scissionlite.cli.plan.picture.PlanView;
import org.scissionlite.cli.source.FilePath;
import picocli.CommandLine.Option;

/** Which pictures of a plan are drawn, and where they go. */
final class PlotOptions {
  @Option(
      names = "--plot",
      converter = FilePath.class,
      paramLabel = "FILE",
      description = "Draw the plan into this .png or .svg file.")
  private Path file;

  @Option(
      names = "--plot-kind",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "cuts",
      description =
          "What to draw: cuts (bars of device, transfer and edge for every cut, lines with and "
              + "without TL), timeline (the best scenario, block by block), bandwidth (the best latency "
              + "of every strategy over bandwidth, with the switching points). With several, such as "
              + "cuts,timeline, the kind is added to the file's name. Default: ${DEFAULT-VALUE}.")
  private List<String> kinds;

  boolean isGiven() {
    return file != null;
  }

  /** Refuses unknown kinds and endings before anything is computed. */
  void check() {
    if (isGiven()) {
      kinds();
      Picture.requireFormat(file);
    }
  }

  private Set<PictureKind> kinds() {
    return kinds.stream()
        .map(PictureKind::named)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(PictureKind.class)));
  }

  /** Draws and writes the pictures, where they were asked for. */
  void draw(PlanView view) {
    if (isGiven()) {
      Set<PictureKind> wanted = kinds();
      wanted.forEach(kind -> kind.draw(view).write(wanted.size() == 1 ? file : fileOf(kind)));
    }
  }

  /** "plan.png" becomes "plan-cuts.png". */
  private Path fileOf(PictureKind kind) {
    String name = file.getFileName().toString();
    int ending = name.lastIndexOf('.');
    return file.resolveSibling(name.substring(0, ending) + "-" + kind + name.substring(ending));
  }
}
