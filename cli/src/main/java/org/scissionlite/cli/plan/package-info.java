/** The commands {@code plan} and {@code convert}: stage 4. */
package org.scissionlite.cli.plan;
