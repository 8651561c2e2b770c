package io.rmaflow.kit.web.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The answer of this operation (of each in this class) tells of persons or of what customers have
 * and ask for: every {@code 2xx} is a {@link PersonalDataRead}, also where a customer reads its
 * own.
 *
 * <p>Whose data it is says the answer, by all its fields that are named {@code customerId}, {@code
 * contactId}, {@code siteId} or {@code caseId}, alone, in the plural or behind another word, at
 * whatever depth; and the path, by its variables of these names. What neither says, {@link
 * DataConcerned} does.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadsPersonalData {}
