package org.scissionlite.task.detection;

/** What the four numbers of a box are. */
public enum BoxForm {
  /** Left, top, right, bottom. */
  XYXY {
    @Override
    public Box box(int label, double score, double a, double b, double c, double d) {
      return new Box(label, score, a, b, c, d);
    }
  },
  /** Top, left, bottom, right. */
  YXYX {
    @Override
    public Box box(int label, double score, double a, double b, double c, double d) {
      return new Box(label, score, b, a, d, c);
    }
  },
  /** The centre's x and y, width, height. */
  CXCYWH {
    @Override
    public Box box(int label, double score, double a, double b, double c, double d) {
      return new Box(label, score, a - c / 2, b - d / 2, a + c / 2, b + d / 2);
    }
  },
  /** Left, top, width, height. */
  XYWH {
    @Override
    public Box box(int label, double score, double a, double b, double c, double d) {
      return new Box(label, score, a, b, a + c, b + d);
    }
  };

  /** The box of four numbers. */
  public abstract Box box(int label, double score, double a, double b, double c, double d);
}
