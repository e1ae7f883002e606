package org.scissionlite.privacy;

import java.util.List;
import java.util.stream.IntStream;
import org.scissionlite.evaluation.similarity.Psnr;
import org.scissionlite.evaluation.similarity.Ssim;
import org.scissionlite.input.Pixels;

/**
 * How much rebuilt pictures are like the originals.
 *
 * @param subject what they were rebuilt from
 * @param meanBytes that were sent for a picture
 * @param ssim mean structural similarity, 1 for equal pictures
 * @param ssimHalfWidth half of the mean's 95 % interval (normal approximation)
 * @param largestSsim of the picture that came out best
 * @param psnr mean, in decibels
 */
public record Similarity(
    String subject,
    double meanBytes,
    double ssim,
    double ssimHalfWidth,
    double largestSsim,
    double psnr) {
  private static final double NORMAL_95 = 1.959964;

  static Similarity of(String subject, double meanBytes, List<Pixels> originals, List<Pixels> all) {
    double[] ssims =
        IntStream.range(0, originals.size())
            .mapToDouble(i -> Ssim.of(originals.get(i), all.get(i)))
            .toArray();
    double psnr =
        IntStream.range(0, originals.size())
            .mapToDouble(i -> Psnr.of(originals.get(i), all.get(i)))
            .average()
            .orElseThrow();
    double mean = IntStream.range(0, ssims.length).mapToDouble(i -> ssims[i]).average().orElse(0);
    double squares = 0;
    double largest = -1;
    for (double ssim : ssims) {
      squares += (ssim - mean) * (ssim - mean);
      largest = Math.max(largest, ssim);
    }
    double halfWidth =
        ssims.length < 2 ? 1 : NORMAL_95 * Math.sqrt(squares / (ssims.length - 1) / ssims.length);
    return new Similarity(subject, meanBytes, mean, halfWidth, largest, psnr);
  }
}
