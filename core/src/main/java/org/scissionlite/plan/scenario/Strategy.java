package org.scissionlite.plan.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.scissionlite.error.UsageException;

/** The four kinds of scenario that compete. */
public enum Strategy {
  /** The device runs the whole model. */
  ON_DEVICE,
  /** The device sends its input, another system runs the whole model. */
  ON_EDGE,
  /** The model is cut, without a transfer layer (Scission). */
  CUT,
  /** The model is cut, with a transfer layer at one cut or more (ScissionLite). */
  CUT_WITH_TL;

  /** The name in files and on the command line, such as "cut-with-tl". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The strategy of a name.
   *
   * @throws UsageException for an unknown name; lists the valid ones
   */
  public static Strategy named(String name) {
    List<String> names = Arrays.stream(values()).map(Strategy::toString).toList();
    if (!names.contains(name)) {
      throw UsageException.unknownName("strategy", name, names);
    }
    return values()[names.indexOf(name)];
  }
}
