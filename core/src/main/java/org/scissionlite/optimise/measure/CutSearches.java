package org.scissionlite.optimise.measure;

import org.scissionlite.optimise.CutBound;
import org.scissionlite.optimise.CutFindings;
import org.scissionlite.optimise.CutSearch;
import org.scissionlite.optimise.Outlook;

/**
 * Searches transfer layers at all cuts, and at the input pictures, too.
 *
 * @param pictures at the input
 * @param features at every cut
 */
public record CutSearches(PictureSearch pictures, FeatureSearch features) implements CutSearch {
  @Override
  public Outlook look(CutBound cut) {
    Outlook seen = features.look(cut);
    return cut.isInput() ? new Outlook(seen.likely(), cut.value(), seen.words()) : seen;
  }

  @Override
  public CutFindings open(CutBound cut, long mostBytes) {
    CutFindings found = features.open(cut, mostBytes);
    return cut.isInput() ? pictures.at(cut).and(found) : found;
  }
}
