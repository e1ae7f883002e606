package org.scissionlite.transfer.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Specs on a machine whose language has digits of its own. */
class SpecLocaleTest {
  private final Locale before = Locale.getDefault();

  @BeforeEach
  void speakArabic() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
  }

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
  }

  @Test
  void specs_areTheSameEverywhere() {
    assertThat("%d".formatted(7)).isEqualTo("٧");
    for (String spec :
        List.of(
            "pool2+q8",
            "q4",
            "learned:c=32,s=2,k=4,step=0.5",
            "transform:step=1.5,tile=8",
            "pca")) {
      String written = TransferLayers.parse(spec).spec();
      assertThat(written).startsWith(spec).matches("\\p{ASCII}*");
      assertThat(TransferLayers.parse(written).spec()).isEqualTo(written);
    }
  }
}
