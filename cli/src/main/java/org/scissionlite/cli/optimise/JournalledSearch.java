package org.scissionlite.cli.optimise;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.scissionlite.cli.terminal.ResumableFiles;
import org.scissionlite.file.FileName;
import org.scissionlite.file.FileTree;
import org.scissionlite.optimise.measure.Subject;
import org.scissionlite.trainer.AnswerGradients;
import org.scissionlite.training.search.SearchListener;
import org.scissionlite.training.search.TransferLayerSearch;
import org.scissionlite.training.search.trial.TrialJournal;

/**
 * The search of a transfer layer at a cut, whose trials lie beside the bundle until it is written.
 */
final class JournalledSearch {
  private final Subject subject;
  private final Path bundle;
  private final SearchListener listener;
  private final Set<Path> journals = new LinkedHashSet<>();

  JournalledSearch(Subject subject, Path bundle, SearchListener listener) {
    this.subject = subject;
    this.bundle = bundle;
    this.listener = listener;
  }

  /** The search at a place, such as a cut. */
  TransferLayerSearch at(String place) {
    return new TransferLayerSearch(
        subject.engine(),
        subject.threads(),
        Optional.of(subject.task()),
        new AnswerGradients(subject.threads(), subject.goal().seed(), Optional.of(subject.task())),
        TrialJournal.in(journal(place)),
        listener);
  }

  private Path journal(String place) {
    Path journal = beside("." + FileName.of(place) + ResumableFiles.JOURNAL);
    journals.add(journal);
    return journal;
  }

  /** A file beside the bundle whose name begins like it. */
  private Path beside(String ending) {
    return bundle.toAbsolutePath().resolveSibling(bundle.getFileName() + ending);
  }

  /** Removes the trials, once all that follows from them is written. */
  void removeJournals() {
    journals.forEach(FileTree::remove);
  }
}
