package org.scissionlite.benchmarks;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.codec.Codec;
import org.scissionlite.transfer.codec.PackedZstdCodec;
import org.scissionlite.transfer.codec.RansCodec;
import org.scissionlite.transfer.codec.entropy.ClassMap;
import org.scissionlite.transfer.codec.entropy.RansTables;
import org.scissionlite.transfer.codec.entropy.SymbolTable;

/** The codecs alone, on 100,000 int8 coefficients: 100 us a tensor are 1,000 MB/s. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
  private static final int ELEMENTS = 100_000;

  /** The codec's name. */
  @Param({"rans", "packed-zstd"})
  public String codec;

  /** The share of coefficients that are zero, in percent. */
  @Param({"50", "95"})
  public int zeros;

  private Codec coder;
  private Tensor tensor;
  private ByteBuffer payload;

  /** Makes coefficients whose magnitudes halve in frequency. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    tensor = Tensor.zeros(new TensorType(ElementType.INT8, Shape.of(ELEMENTS)));
    long[] counts = new long[64];
    for (int i = 0; i < ELEMENTS; i++) {
      int level = 0;
      if (random.nextInt(100) >= zeros) {
        level = 1 + Integer.numberOfTrailingZeros(random.nextInt() | 1 << 20);
        level = random.nextBoolean() ? level : -level;
      }
      tensor.data().put(i, (byte) level);
      counts[level + 32]++;
    }
    SymbolTable table = SymbolTable.ofCounts(-32, counts);
    coder =
        codec.equals(RansCodec.NAME)
            ? new RansCodec(new RansTables(ClassMap.single(ELEMENTS), List.of(table)))
            : new PackedZstdCodec(8);
    payload = coder.encode(tensor);
  }

  /** Coefficients to bytes. */
  @Benchmark
  public ByteBuffer encode() {
    return coder.encode(tensor);
  }

  /** Bytes to coefficients. */
  @Benchmark
  public Tensor decode() {
    return coder.decode(payload, tensor.type());
  }
}
