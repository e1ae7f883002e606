/**
 * Shared by all stages - error: what went wrong, in one line a user can act on.
 *
 * <p>A {@link org.scissionlite.error.ScissionLiteException} is a failure (exit code 1); a {@link
 * org.scissionlite.error.UsageException} is a question that cannot be answered as asked (exit code
 * 2).
 */
package org.scissionlite.error;
