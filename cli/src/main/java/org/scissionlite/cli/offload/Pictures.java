package org.scissionlite.cli.offload;

import java.util.OptionalInt;
import java.util.function.Function;
import org.scissionlite.offload.stream.ModelInputs;
import org.scissionlite.offload.stream.source.FrameSource;

/**
 * The pictures of a run.
 *
 * @param source where they come from, for what a model takes
 * @param total how many, where that is known
 * @param inFlight how many are in work at a time, where nobody says otherwise
 */
record Pictures(Function<ModelInputs, FrameSource> source, OptionalInt total, int inFlight) {}
