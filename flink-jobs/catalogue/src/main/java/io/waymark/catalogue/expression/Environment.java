package io.waymark.catalogue.expression;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelOptions;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Optional;

/** What the CEL library knows of events, journeys and profiles, and its bounds. */
final class Environment {
  /** Most characters of an expression. */
  static final int LONGEST = 4_000;

  /** Most rounds of the macros that walk over lists and maps, in one evaluation. */
  static final int ITERATIONS = 1_000;

  /** Most steps of the program that a regular expression is compiled to. */
  static final int REGEX_PROGRAM = 1_000;

  private static final int DEPTH = 60;
  private static final MapType ANYTHING = MapType.create(SimpleType.STRING, SimpleType.DYN);
  private static final MapType ANSWERS = MapType.create(SimpleType.STRING, SimpleType.BOOL);

  private static final ImmutableMap<String, CelType> EVENT_FIELDS =
      ImmutableMap.<String, CelType>builder()
          .put("event_id", SimpleType.STRING)
          .put("event_type", SimpleType.STRING)
          .put("event_time", SimpleType.TIMESTAMP)
          .put("customer_id", SimpleType.STRING)
          .put("anonymous_id", SimpleType.STRING)
          .put("session_id", SimpleType.STRING)
          .put("channel", SimpleType.STRING)
          .put("touchpoint", SimpleType.STRING)
          .build();
  private static final StructType EVENT = struct("waymark.Event", EVENT_FIELDS);
  private static final StructType PREVIOUS =
      struct(
          "waymark.Previous",
          ImmutableMap.<String, CelType>builder()
              .putAll(EVENT_FIELDS)
              .put("attr", ANYTHING)
              .build());
  // The numbers are dyn, so that they compare with whole and fractional literals alike.
  private static final StructType JOURNEY =
      struct(
          "waymark.Journey",
          ImmutableMap.<String, CelType>builder()
              .put("stage", SimpleType.STRING)
              .put("stage_ms", SimpleType.DYN)
              .put("effort", SimpleType.DYN)
              .put("emotion", SimpleType.DYN)
              .put("frustration", SimpleType.DYN)
              .put("health", SimpleType.STRING)
              .put("activity", SimpleType.STRING)
              .put("contact", SimpleType.STRING)
              .put("orders", SimpleType.DYN)
              .put("session_views", SimpleType.DYN)
              .put("session_engaged", SimpleType.BOOL)
              .put("consent", ANSWERS)
              .build());

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(DEPTH)
          .maxParseErrorRecoveryLimit(5)
          .comprehensionMaxIterations(ITERATIONS)
          .maxRegexProgramSize(REGEX_PROGRAM)
          .evaluateCanonicalTypesToNativeValues(true)
          .build();

  static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(dev.cel.parser.CelStandardMacro.STANDARD_MACROS)
          .setTypeProvider(new Types(ImmutableList.of(EVENT, PREVIOUS, JOURNEY)))
          .addVar("attr", ANYTHING)
          .addVar("event", reference(EVENT))
          .addVar("journey", reference(JOURNEY))
          .addVar("profile", ANYTHING)
          .addVar("prev", reference(PREVIOUS))
          .setResultType(SimpleType.BOOL)
          .build();

  static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

  private Environment() {}

  private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
    return StructType.create(
        name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
  }

  private static StructTypeReference reference(StructType type) {
    return StructTypeReference.create(type.name());
  }

  private record Types(ImmutableList<CelType> types) implements CelTypeProvider {
    @Override
    public Optional<CelType> findType(String name) {
      return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }
  }
}
