/** The commands {@code inspect} and {@code zoo}: stages 1 and 2. */
package org.scissionlite.cli.model;
