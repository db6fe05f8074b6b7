import { Component, type ComponentType, type FunctionComponent } from 'preact';

function same(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => Object.is(one[name], other[name]))
  );
}

/** A line of a long list that is drawn again only when one of its own properties changed, and not with the list. */
export function memo<P extends object>(Line: FunctionComponent<P>): ComponentType<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return !same({ ...this.props }, { ...next });
    }

    override render() {
      return <Line {...(this.props as P)} />;
    }
  };
}
