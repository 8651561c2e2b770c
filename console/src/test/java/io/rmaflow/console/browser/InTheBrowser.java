package io.rmaflow.console.browser;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that looks at pages with Chromium. Its methods take a {@link Browsing} of their own and
 * the {@link Rmaflow} that all tests share, which is started with the first of them.
 *
 * <p>Where there is no Chromium such a test is passed over, with a line that says so, or fails
 * where {@code RMAFLOW_BROWSER} is {@code required}; {@code RMAFLOW_CHROMIUM} is a program that
 * lies elsewhere than usual.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Chromium.class)
public @interface InTheBrowser {}
