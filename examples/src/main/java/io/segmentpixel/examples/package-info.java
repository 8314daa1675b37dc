/**
 * Programs and parts of applications that show the library at work, each with a test. This runs one of the programs, most of which
 * say with {@code --help} what they take:
 *
 * <pre>{@code
 * mvn -q -DskipTests -pl examples -am package exec:java -Dexec.mainClass=io.segmentpixel.examples.BulkPixels -Dexec.args=--help
 * }</pre>
 */
@NullMarked
package io.segmentpixel.examples;

import org.jspecify.annotations.NullMarked;
