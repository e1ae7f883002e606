package org.scissionlite.transfer.transform;

/** A square matrix of doubles: what a change of basis is computed with. */
final class SquareMatrix {
  private final int size;
  private final double[] elements;

  private SquareMatrix(int size, double[] elements) {
    this.size = size;
    this.elements = elements;
  }

  /**
   * The matrix of elements.
   *
   * @param elements size x size, row by row
   */
  static SquareMatrix of(int size, double... elements) {
    return new SquareMatrix(size, elements.clone());
  }

  /** The elements as float32, row by row. */
  float[] toFloats() {
    float[] floats = new float[elements.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) elements[i];
    }
    return floats;
  }

  /** This matrix times another. */
  SquareMatrix times(SquareMatrix right) {
    double[] product = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        double left = elements[i * size + k];
        for (int j = 0; j < size; j++) {
          product[i * size + j] += left * right.elements[k * size + j];
        }
      }
    }
    return new SquareMatrix(size, product);
  }

  SquareMatrix transposed() {
    double[] columns = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        columns[j * size + i] = elements[i * size + j];
      }
    }
    return new SquareMatrix(size, columns);
  }

  /** The eigenvectors of a symmetric matrix as columns, that of the largest eigenvalue first. */
  SquareMatrix eigenvectors() {
    SymmetricEigen eigen = SymmetricEigen.of(size, elements);
    double[] vectors = new double[size * size];
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < size; i++) {
        vectors[i * size + k] = eigen.vector(k, i);
      }
    }
    return new SquareMatrix(size, vectors);
  }

  /**
   * A power of a symmetric matrix without negative eigenvalues, which is first scaled to a mean
   * eigenvalue of 1.
   *
   * @param floor is added to all eigenvalues, so that negative powers exist
   */
  SquareMatrix power(double exponent, double floor) {
    SymmetricEigen eigen = SymmetricEigen.of(size, elements);
    double mean = 0;
    for (int k = 0; k < size; k++) {
      mean += eigen.value(k) / size;
    }
    double[] power = new double[size * size];
    for (int k = 0; k < size; k++) {
      double relative = mean > 0 ? Math.max(0, eigen.value(k)) / mean : 1;
      double value = Math.pow(relative + floor, exponent);
      for (int i = 0; i < size; i++) {
        double scaled = value * eigen.vector(k, i);
        for (int j = 0; j < size; j++) {
          power[i * size + j] += scaled * eigen.vector(k, j);
        }
      }
    }
    return new SquareMatrix(size, power);
  }
}
