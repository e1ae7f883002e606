/** The command {@code benchmark}: stage 3. */
package org.scissionlite.cli.benchmark;
