package org.scissionlite.training.search;

import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.transfer.FittedTransferLayer;

/** A fitted transfer layer, and what it did on the images of the choice. */
public record TriedLayer(FittedTransferLayer layer, SearchTrial trial) {}
