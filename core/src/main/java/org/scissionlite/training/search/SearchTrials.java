package org.scissionlite.training.search;

import java.util.List;
import java.util.function.Supplier;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.evidence.ImageUse;
import org.scissionlite.training.Lazy;
import org.scissionlite.training.search.trial.CutTrials;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.training.search.trial.TrialJournal;
import org.scissionlite.transfer.FittedTransferLayer;

/**
 * The trials of a search: made once each, written down and told.
 *
 * @param tuning on the images that the step is chosen on
 * @param confirming on the images that no choice is made on
 * @param journal knows the trials that were made before
 * @param listener hears of every trial that is made now
 */
record SearchTrials(
    CutTrials tuning, Lazy<CutTrials> confirming, TrialJournal journal, SearchListener listener) {
  private static final String TUNING = "tuning ";

  /** A layer that cannot be fitted to the samples. */
  static final class Unfit extends ScissionLiteException {
    private static final long serialVersionUID = 1L;

    private Unfit(ScissionLiteException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * The trial of a layer on the tuning images.
   *
   * @param layer fits them, one for each tensor of the cut, if there is no such trial yet
   * @param most trials there will be, as far as it can be told
   * @throws Unfit if the layer cannot be fitted, or not run
   */
  SearchTrial tuning(String spec, Supplier<List<FittedTransferLayer>> layer, int most) {
    return tried(ImageUse.CHOICE, TUNING + spec, () -> fitted(layer), most);
  }

  private SearchTrial fitted(Supplier<List<FittedTransferLayer>> layer) {
    try {
      return tuning.trial(layer.get());
    } catch (ScissionLiteException e) {
      throw new Unfit(e);
    }
  }

  /** The trial of a layer on the confirming images; see {@link #tuning(String, Supplier, int)}. */
  SearchTrial confirmation(String spec, Supplier<List<FittedTransferLayer>> layer, int most) {
    return tried(
        ImageUse.CONFIRMATION,
        "confirmation " + spec,
        () -> confirming.get().trial(layer.get()),
        most);
  }

  private SearchTrial tried(ImageUse use, String name, Supplier<SearchTrial> made, int most) {
    int before = journal.trials().size();
    SearchTrial trial = journal.trial(name, made);
    if (journal.trials().size() > before) {
      listener.afterTrial(trial, use, journal.trials().size(), most);
    }
    return trial;
  }

  /** All trials so far, in their order. */
  List<SearchTrial> made() {
    return journal.trials();
  }

  /** Those on the tuning images. */
  List<SearchTrial> madeOnTuning() {
    return journal.trials(TUNING);
  }
}
