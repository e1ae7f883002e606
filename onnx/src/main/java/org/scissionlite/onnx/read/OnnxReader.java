package org.scissionlite.onnx.read;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import org.scissionlite.block.Ancestors;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.inference.ConstantFolding;
import org.scissionlite.onnx.inference.TypeInference;
import org.scissionlite.onnx.opset.OpsetUpgrade;
import org.scissionlite.onnx.proto.FailureReasons;

/**
 * Reads ONNX files (IR version 3 and later, opset 7 and later) into model graphs.
 *
 * <p>What a reader gets is simpler than what the file holds: opset 17 (or the file's, where that is
 * later), every shape concrete, every constant an initializer, every node named and alive.
 */
public final class OnnxReader {
  private OnnxReader() {}

  /**
   * Reads a model with the batch size of the file.
   *
   * @throws ScissionLiteException if the file cannot be read or is no valid model
   */
  public static Model read(Path file) {
    return read(file, ReadOptions.defaults());
  }

  /**
   * Reads a model, with the external weight files beside it.
   *
   * @throws ScissionLiteException if the file cannot be read or is no valid model
   */
  public static Model read(Path file, ReadOptions options) {
    return toModel(() -> ModelFile.read(file, options), options);
  }

  /**
   * Reads a model with the batch size of the file from the file's bytes.
   *
   * @param name what the model is to be called
   * @throws ScissionLiteException if they are no valid model
   */
  public static Model read(byte[] bytes, String name) {
    return read(bytes, name, ReadOptions.defaults());
  }

  /**
   * Reads a model from the bytes of an ONNX file.
   *
   * @param name what the model is to be called
   * @throws ScissionLiteException if they are no valid model, or leave weights in other files
   */
  public static Model read(byte[] bytes, String name, ReadOptions options) {
    return toModel(() -> ModelFile.of(bytes, name, options), options);
  }

  /**
   * Reads a model from memory, with its weight files where it says that they lie; outputs of texts
   * are kept.
   *
   * @throws ScissionLiteException if it is no valid model, or its weights cannot be read
   */
  public static Model read(OnnxBytes model) {
    ReadOptions options = ReadOptions.defaults().withTexts(true);
    return toModel(() -> ModelFile.read(model, options), options);
  }

  private static Model toModel(Supplier<ModelFile> source, ReadOptions options) {
    try {
      ModelFile file = source.get();
      ModelGraph graph = ConstantFolding.constants(GraphImport.toGraph(file, options));
      graph = withoutDeadNodes(BatchBinding.bind(graph, options));
      graph = withoutDeadNodes(ConstantFolding.fold(graph));
      graph = OpsetUpgrade.toModern(TypeInference.complete(graph));
      return new Model(file.name(), options.identity(file.sha256()), graph, file.leftAside());
    } catch (UsageException e) {
      throw new UsageException(FailureReasons.oneLine(e.getMessage()), e);
    } catch (ScissionLiteException e) {
      throw new ScissionLiteException(FailureReasons.oneLine(e.getMessage()), e);
    } catch (ArithmeticException | OutOfMemoryError e) {
      throw new ScissionLiteException("the model is larger than this machine can hold", e);
    }
  }

  private static ModelGraph withoutDeadNodes(ModelGraph graph) {
    Set<String> alive = Ancestors.of(graph, graph.outputs());
    return graph.with(
        graph.inputs(),
        graph.outputs(),
        graph.nodes().stream().filter(node -> alive.contains(node.name())).toList());
  }
}
