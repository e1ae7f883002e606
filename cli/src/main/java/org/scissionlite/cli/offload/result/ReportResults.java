package org.scissionlite.cli.offload.result;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.cli.offload.result.DeviceReport.AnswerReport;
import org.scissionlite.cli.offload.result.DeviceReport.Unanswered;
import org.scissionlite.file.Json;
import org.scissionlite.offload.stream.FrameResult;
import org.scissionlite.offload.stream.StreamSummary;

/** One JSON document at the end; for lists, as it is kept in memory until then. */
public final class ReportResults implements Results {
  private final Told told;
  private final TensorFiles tensors;
  private final List<AnswerReport> answers = new ArrayList<>();
  private final List<Unanswered> unanswered = new ArrayList<>();

  /**
   * @param tensors what the document says of the outputs
   */
  public ReportResults(Told told, TensorFiles tensors) {
    this.told = told;
    this.tensors = tensors;
  }

  @Override
  public void accept(FrameResult result) {
    if (result instanceof FrameResult.Answered answered) {
      answers.add(AnswerReport.of(answered, told.answer(answered), tensors.write(answered)));
    } else if (result instanceof FrameResult.Failed failed) {
      unanswered.add(new Unanswered(failed.image(), failed.reason(), false));
    } else if (result instanceof FrameResult.Dropped dropped) {
      unanswered.add(new Unanswered(dropped.image(), dropped.reason(), true));
    }
  }

  @Override
  public void end(StreamSummary summary) {
    told.out().accept(Json.text(DeviceReport.of(told, answers, unanswered)));
  }
}
