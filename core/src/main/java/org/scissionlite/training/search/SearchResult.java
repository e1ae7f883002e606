package org.scissionlite.training.search;

import org.scissionlite.transfer.FittedTransferLayer;

/** The transfer layer that a search found, ready to be inserted, and the report of the search. */
public record SearchResult(FittedTransferLayer layer, SearchReport report) {}
