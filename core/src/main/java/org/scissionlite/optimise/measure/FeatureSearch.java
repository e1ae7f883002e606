package org.scissionlite.optimise.measure;

import java.util.function.Function;
import org.scissionlite.block.Cut;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.optimise.CutBound;
import org.scissionlite.optimise.CutFindings;
import org.scissionlite.optimise.CutSearch;
import org.scissionlite.optimise.Outlook;
import org.scissionlite.training.search.SearchGoal;
import org.scissionlite.training.search.TransferLayerSearch;

/**
 * The search behind {@code --transfer-layer auto} at the cuts of a model: the layer that sends the
 * fewest bytes at the allowed drop, fitted, chosen and confirmed on separate images. The quick look
 * tries its first kind of layers alone.
 *
 * @param searches the search at a cut
 */
public record FeatureSearch(
    Subject subject, Finds finds, Function<Cut, TransferLayerSearch> searches)
    implements CutSearch {

  @Override
  public Outlook look(CutBound bound) {
    Cut cut = subject.cut(bound.cut());
    return searches
        .apply(cut)
        .look(subject.graph(), cut, subject.images(), subject.goal())
        .map(found -> finds.outlook(cut, found))
        .orElseGet(() -> new Outlook(Double.POSITIVE_INFINITY, bound.value(), ""));
  }

  @Override
  public CutFindings open(CutBound bound, long mostBytes) {
    Cut cut = subject.cut(bound.cut());
    try {
      SearchGoal goal = goal(mostBytes);
      return finds.of(
          cut, searches.apply(cut).search(subject.graph(), cut, subject.images(), goal));
    } catch (UsageException e) {
      throw e;
    } catch (ScissionLiteException e) {
      return CutFindings.nothing(e.getMessage());
    }
  }

  private SearchGoal goal(long mostBytes) {
    SearchGoal asked = subject.goal();
    long bytes = Math.max(1, Math.min(asked.maxBytes(), mostBytes));
    return new SearchGoal(asked.maxDropPoints(), bytes, asked.seed(), asked.risk());
  }
}
