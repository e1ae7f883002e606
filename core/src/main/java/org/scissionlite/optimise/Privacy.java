package org.scissionlite.optimise;

/** What may be heard of a candidate's payloads. */
public interface Privacy {
  /** Nothing is hidden. */
  Privacy ANY =
      new Privacy() {
        @Override
        public boolean allows(Candidate candidate) {
          return true;
        }

        @Override
        public boolean isKnownToAllow(Candidate candidate) {
          return true;
        }
      };

  /**
   * Whether a candidate hides enough; finds it out where that is not known, which may take long.
   */
  boolean allows(Candidate candidate);

  /** Whether it was found out that a candidate hides enough. */
  boolean isKnownToAllow(Candidate candidate);
}
