package org.scissionlite.transfer.transform;

/** Which coefficient of a tile each element of a map of coefficients is. */
record TileIndex(int channels, Tiling rows, Tiling columns) {
  /** The number of coefficients of a tile of all channels. */
  int places() {
    return channels * rows.frequencies() * columns.frequencies();
  }

  /** How many tiles a map has. */
  long repeats() {
    return (long) rows.repeats() * columns.repeats();
  }

  /** The number of the coefficient for each element of a map, row-major. */
  int[] expanded() {
    int[] index = new int[channels * rows.coded() * columns.coded()];
    int height = rows.coded();
    int width = columns.coded();
    int tileHeight = rows.frequencies();
    int tileWidth = columns.frequencies();
    int next = 0;
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < height; y++) {
        int row = (c * tileHeight + y % tileHeight) * tileWidth;
        for (int x = 0; x < width; x++) {
          index[next++] = row + x % tileWidth;
        }
      }
    }
    return index;
  }

  /** Which coefficients of a tile those are that another index keeps, in its order. */
  int[] placesOf(TileIndex kept) {
    int[] places = new int[kept.places()];
    int next = 0;
    for (int c = 0; c < kept.channels; c++) {
      for (int y = 0; y < kept.rows.frequencies(); y++) {
        for (int x = 0; x < kept.columns.frequencies(); x++) {
          places[next++] = (c * rows.frequencies() + y) * columns.frequencies() + x;
        }
      }
    }
    return places;
  }

  /** Which elements of a map of coefficients those are that another index keeps, in its order. */
  int[] elementsOf(TileIndex kept) {
    int[] elements = new int[kept.channels * kept.rows.coded() * kept.columns.coded()];
    int next = 0;
    for (int c = 0; c < kept.channels; c++) {
      for (int y = 0; y < kept.rows.coded(); y++) {
        int row = (c * rows.coded() + at(y, kept.rows, rows)) * columns.coded();
        for (int x = 0; x < kept.columns.coded(); x++) {
          elements[next++] = row + at(x, kept.columns, columns);
        }
      }
    }
    return elements;
  }

  /** Where along a side a coefficient of fewer frequencies stands among more. */
  private static int at(int place, Tiling fewer, Tiling more) {
    return place / fewer.frequencies() * more.frequencies() + place % fewer.frequencies();
  }
}
