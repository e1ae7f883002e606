/**
 * Stage 7 of 8 - bundle, whose it is: keys that sign what a manifest says, and keys that are
 * trusted.
 */
package org.scissionlite.bundle.signature;
