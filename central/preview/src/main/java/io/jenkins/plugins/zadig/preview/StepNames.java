package io.jenkins.plugins.zadig.preview;

import java.util.Set;
import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/** Lets a Jenkinsfile call steps whose names Groovy gives to every object, such as {@code sleep}. */
final class StepNames extends CompilationCustomizer {
    private static final Set<String> TAKEN = Set.of("sleep", "print", "println", "any", "not");

    StepNames() {
        super(CompilePhase.CANONICALIZATION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        new Renaming(source).visitClass(type);
    }

    private static final class Renaming extends ClassCodeExpressionTransformer {
        private final SourceUnit source;

        Renaming(SourceUnit source) {
            this.source = source;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public Expression transform(Expression expression) {
            if (expression instanceof ClosureExpression closure) {
                closure.getCode().visit(this);
            }
            if (expression instanceof MethodCallExpression call
                    && call.isImplicitThis()
                    && TAKEN.contains(call.getMethodAsString())) {
                call.setMethod(new ConstantExpression(WorkflowProgram.PREFIX + call.getMethodAsString()));
            }
            return super.transform(expression);
        }
    }
}
