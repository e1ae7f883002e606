package org.scissionlite.training;

import org.scissionlite.model.ModelGraph;

/**
 * A trained model with its report.
 *
 * @param graph the model with the weights of the best epoch; weights that were not to change are
 *     the same bytes
 * @param report how it came about
 */
public record TrainingResult(ModelGraph graph, TrainingReport report) {}
