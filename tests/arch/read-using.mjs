// Preloaded before dependency-cruiser: the visitor of swc it reads TypeScript with does not know `using` (@swc/core 1.16) and stops there.
// Without this no file with a `using` could be checked; with it they are read like any other declaration.

import swcVisitor from '@swc/core/Visitor.js';

const { prototype } = swcVisitor.Visitor ?? swcVisitor;
const { visitStatement } = prototype;
prototype.visitStatement = function visitStatementOrUsing(statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
  statement.decls = this.visitVariableDeclarators(statement.decls);
  return statement;
};
