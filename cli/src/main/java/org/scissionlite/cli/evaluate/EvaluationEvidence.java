package org.scissionlite.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.scissionlite.bundle.Manifest.ModelReference;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.EvaluationReport;
import org.scissionlite.evaluation.SubjectName;
import org.scissionlite.evaluation.SubjectReport;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.evidence.Evidence;
import org.scissionlite.evidence.ImageSet;
import org.scissionlite.evidence.ImageUse;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.evidence.Measurement.Place;
import org.scissionlite.input.PictureFormat;
import org.scissionlite.privacy.PrivacyReport;
import org.scissionlite.privacy.PrivacyReport.CutPrivacy;
import org.scissionlite.transfer.quantize.PictureTransferLayer;
import org.scissionlite.transfer.spec.LayerSpec;

/**
 * What an evaluation found out, as the planner reads it.
 *
 * @param model that was evaluated
 * @param images on which
 */
record EvaluationEvidence(ModelReference model, ImageSet images) {
  private static final String INPUT = "input";
  private static final Set<String> SPLITS_OF_CHOICE = Set.of("train", "val");

  /** Of a model on images: layers are fitted to and chosen on those of 'train' and 'val'. */
  static EvaluationEvidence of(ModelReference model, TestImages images, String split) {
    ImageUse use = SPLITS_OF_CHOICE.contains(split) ? ImageUse.CHOICE : ImageUse.TEST;
    return new EvaluationEvidence(
        model, new ImageSet(use, images.images().size(), images.sha256()));
  }

  /**
   * Bytes and answers of a bundle's scenarios, and of the pictures that are transfer layers.
   *
   * @param scenarios in the order of the report's slices
   */
  Evidence of(EvaluationReport report, List<SplitScenario> scenarios) {
    List<Measurement> found = new ArrayList<>();
    for (int i = 1; i < report.subjects().size(); i++) {
      SubjectReport subject = report.subjects().get(i);
      Optional<Place> place =
          i <= scenarios.size()
              ? place(scenarios.get(i - 1).cut(), scenarios.get(i - 1).transferLayer())
              : picture(subject.subject());
      place.map(at -> measurement(at, subject, report.uncut())).ifPresent(found::add);
    }
    return Evidence.of(model.name(), model.sha256(), found);
  }

  private Measurement measurement(Place place, SubjectReport subject, SubjectReport uncut) {
    return Measurement.of(
        place.cut(),
        place.layer(),
        images,
        subject.byteCounts(),
        subject.changes(uncut).orElse(null));
  }

  /** Nothing where a bundle of another version holds a layer that this one does not know. */
  private static Optional<Place> place(String cut, String spec) {
    try {
      return Optional.of(new Place(cut, LayerSpec.of(spec)));
    } catch (UsageException e) {
      return Optional.empty();
    }
  }

  /** JPEG with all colour samples is no transfer layer. */
  private static Optional<Place> picture(SubjectName subject) {
    String name =
        subject.name().equals(PictureFormat.JPEG_420.title())
            ? PictureTransferLayer.JPEG
            : subject.name().equals(PictureFormat.WEBP.title()) ? PictureTransferLayer.WEBP : "";
    return Optional.of(name)
        .filter(known -> !known.isEmpty())
        .map(known -> LayerSpec.of("%s:q=%d".formatted(known, subject.quality())))
        .map(layer -> new Place(INPUT, layer));
  }

  /** What the attacks on a bundle's scenarios rebuilt. */
  Evidence of(PrivacyReport report) {
    return Evidence.of(
        model.name(),
        model.sha256(),
        report.cuts().stream().flatMap(cut -> similarity(cut).stream()).toList());
  }

  private Optional<Measurement> similarity(CutPrivacy cut) {
    return place(cut.cut(), cut.transferLayer())
        .map(at -> new Measurement(at.cut(), at.layer(), images, null, null, cut.ssim()));
  }
}
