/**
 * Stage 6 of 8 - privacy: what crosses the wire and images in, how well an attacker rebuilds the
 * pictures out.
 *
 * <p>The attacker of {@link org.scissionlite.privacy.Attack} knows some training images and what is
 * sent for them, trains a small decoder on these pairs, and rebuilds pictures it has never seen.
 */
package org.scissionlite.privacy;
