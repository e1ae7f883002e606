/** Stage 5 of 8 - transfer, pooling: the paper's transfer layer. */
package org.scissionlite.transfer.pool;
