/** The words: templates in Japanese and English, and how dates, plans and products are written. */
@NullMarked
package io.rmaflow.notification.wording;

import org.jspecify.annotations.NullMarked;
