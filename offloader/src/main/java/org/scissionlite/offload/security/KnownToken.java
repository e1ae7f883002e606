package org.scissionlite.offload.security;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * A token by its hash: the token itself is kept nowhere.
 *
 * @param sha256 in hexadecimal digits
 */
record KnownToken(Set<Role> roles, String sha256) {
  KnownToken {
    roles = Set.copyOf(roles);
  }

  static KnownToken of(Set<Role> roles, byte[] token) {
    return new KnownToken(roles, HexFormat.of().formatHex(hash(token)));
  }

  static byte[] hash(byte[] token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java knows SHA-256", e);
    }
  }

  /** Takes as long for any hash. */
  boolean isOf(byte[] hash) {
    return MessageDigest.isEqual(HexFormat.of().parseHex(sha256), hash);
  }
}
