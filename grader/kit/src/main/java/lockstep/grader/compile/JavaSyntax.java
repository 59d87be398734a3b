package lockstep.grader.compile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** A class file's declarations written as Java, with simple names of types. */
final class JavaSyntax {

    private JavaSyntax() {}

    /**
     * Returns the head of a method, a constructor or a field.
     *
     * @param className the simple name of its class
     */
    static String declaration(String className, ClassShape.Member member) {
        return member.isMethod() ? method(className, member) : field(member);
    }

    /** Returns the types of the parameters in brackets. */
    static String parameterTypes(ClassShape.Member method) {
        return "(" + String.join(", ", Generics.of(method).parameters) + ")";
    }

    static String returnType(ClassShape.Member method) {
        return Generics.of(method).returnType;
    }

    private static String field(ClassShape.Member field) {
        String type = simpleName(Type.getType(field.descriptor()).getClassName());
        Object constant = field.constant();
        String value = constant == null ? "" : " = " + (constant instanceof String ? "\"" + constant + "\"" : constant);
        return modifiers(field) + type + " " + field.name() + value;
    }

    private static String method(String className, ClassShape.Member method) {
        Generics generics = Generics.of(method);
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < generics.parameters.size(); i++) {
            String name =
                    i < method.parameters().size() ? " " + method.parameters().get(i) : "";
            parameters.add(generics.parameters.get(i) + name);
        }
        String head = method.name().equals("<init>")
                ? className
                : generics.typeParameters() + generics.returnType + " " + method.name();
        return modifiers(method) + head + "(" + String.join(", ", parameters) + ")" + throwsClause(method);
    }

    private static String throwsClause(ClassShape.Member method) {
        List<String> names = method.exceptions().stream()
                .map(name -> simpleName(name.replace('/', '.')))
                .toList();
        return names.isEmpty() ? "" : " throws " + String.join(", ", names);
    }

    private static String modifiers(ClassShape.Member member) {
        int access = member.access();
        String visibility = (access & Opcodes.ACC_PUBLIC) != 0
                ? "public "
                : (access & Opcodes.ACC_PROTECTED) != 0
                        ? "protected "
                        : (access & Opcodes.ACC_PRIVATE) != 0 ? "private " : "";
        return visibility
                + ((access & Opcodes.ACC_ABSTRACT) != 0 ? "abstract " : "")
                + (member.isStatic() ? "static " : "")
                + (!member.isMethod() && (access & Opcodes.ACC_FINAL) != 0 ? "final " : "");
    }

    static String simpleName(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    /** The types of a method, from its generic signature where it has one. */
    private static final class Generics extends SignatureVisitor {
        private final List<String> names = new ArrayList<>();
        private final List<TypeText> parameterTexts = new ArrayList<>();
        private List<String> parameters = List.of();
        private String returnType = "void";
        private @Nullable TypeText returnText;

        private Generics() {
            super(Opcodes.ASM9);
        }

        static Generics of(ClassShape.Member method) {
            Generics generics = new Generics();
            String signature = method.signature() == null ? method.descriptor() : method.signature();
            new SignatureReader(signature).accept(generics);
            generics.parameters =
                    generics.parameterTexts.stream().map(TypeText::toString).toList();
            if (generics.returnText != null) {
                generics.returnType = generics.returnText.toString();
            }
            return generics;
        }

        String typeParameters() {
            return names.isEmpty() ? "" : "<" + String.join(", ", names) + "> ";
        }

        @Override
        public void visitFormalTypeParameter(String name) {
            names.add(name);
        }

        @Override
        public SignatureVisitor visitClassBound() {
            return new TypeText();
        }

        @Override
        public SignatureVisitor visitInterfaceBound() {
            return new TypeText();
        }

        @Override
        public SignatureVisitor visitParameterType() {
            TypeText text = new TypeText();
            parameterTexts.add(text);
            return text;
        }

        @Override
        public SignatureVisitor visitReturnType() {
            TypeText text = new TypeText();
            returnText = text;
            return text;
        }

        @Override
        public SignatureVisitor visitExceptionType() {
            return new TypeText();
        }
    }

    /** One type of a signature. */
    private static final class TypeText extends SignatureVisitor {
        private final List<Object> arguments = new ArrayList<>();
        private String name = "";
        private int dimensions;

        TypeText() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitBaseType(char descriptor) {
            name = Type.getType(String.valueOf(descriptor)).getClassName();
        }

        @Override
        public void visitTypeVariable(String variable) {
            name = variable;
        }

        @Override
        public void visitClassType(String internalName) {
            name = simpleName(internalName.replace('/', '.'));
        }

        @Override
        public void visitInnerClassType(String inner) {
            name = inner;
            arguments.clear();
        }

        @Override
        public SignatureVisitor visitArrayType() {
            dimensions++;
            return this;
        }

        @Override
        public void visitTypeArgument() {
            arguments.add("?");
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            TypeText argument = new TypeText();
            String bound = wildcard == EXTENDS ? "? extends " : wildcard == SUPER ? "? super " : "";
            arguments.add(new Object() {
                @Override
                public String toString() {
                    return bound + argument;
                }
            });
            return argument;
        }

        @Override
        public String toString() {
            List<String> texts = arguments.stream().map(Object::toString).toList();
            return name + (texts.isEmpty() ? "" : "<" + String.join(", ", texts) + ">") + "[]".repeat(dimensions);
        }
    }
}
