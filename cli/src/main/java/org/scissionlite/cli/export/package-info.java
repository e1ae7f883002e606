/** Commands that hand bundles to other servers. */
package org.scissionlite.cli.export;
