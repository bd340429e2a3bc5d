import { createRequire } from 'node:module';

/** The few protobuf messages that make a SavedModel, as tfjs-node ships them. */
interface Messages {
  readonly GraphDef: new () => Message & { addNode(node: Message): void; setVersions(versions: Message): void };
  readonly NodeDef: new () => Message & {
    setName(name: string): void;
    setOp(op: string): void;
    addInput(input: string): void;
    getAttrMap(): { set(name: string, value: Message): void };
  };
  readonly AttrValue: (new () => AttrMessage) & {
    readonly ListValue: new () => Message & { setIList(values: readonly number[]): void };
  };
  readonly TensorShape: (new () => Message & { addDim(dim: Message): void; setUnknownRank(unknown: boolean): void }) & {
    readonly Dim: new () => Message & { setSize(size: number): void };
  };
  readonly Tensor: new () => Message & {
    setDtype(type: number): void;
    setTensorShape(shape: Message): void;
    setTensorContent(base64: string): void;
  };
  readonly MetaGraphDef: (new () => Message & {
    setMetaInfoDef(info: Message): void;
    setGraphDef(graph: Message): void;
  }) & {
    readonly MetaInfoDef: new () => Message & { addTags(tag: string): void };
  };
  readonly SavedModel: new () => Message & {
    setSavedModelSchemaVersion(version: number): void;
    addMetaGraphs(graph: Message): void;
    serializeBinary(): Uint8Array;
  };
  readonly VersionDef: new () => Message & { setProducer(version: number): void };
}

interface Message {
  toObject(): object;
}

interface AttrMessage extends Message {
  setType(type: number): void;
  setI(value: number): void;
  setF(value: number): void;
  setB(value: boolean): void;
  setS(base64: string): void;
  setShape(shape: Message): void;
  setList(list: Message): void;
  setTensor(tensor: Message): void;
}

const messages: Messages = createRequire(import.meta.url)('@tensorflow/tfjs-node/dist/proto/api_pb.js');

/** TensorFlow's data type numbers (tensorflow/core/framework/types.proto). */
export const DataType = {
  float: 1,
  int32: 3,
  uint8: 4,
  string: 7,
  bool: 10,
  bfloat16: 14,
  resource: 20,
  uint64: 23,
} as const;
export type DataType = (typeof DataType)[keyof typeof DataType];

export type Attribute = Message;

const attribute = (set: (message: AttrMessage) => void): Attribute => {
  const message = new messages.AttrValue();
  set(message);
  return message;
};

const base64 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

function shapeMessage(shape: readonly number[]): Message {
  const message = new messages.TensorShape();
  for (const size of shape) {
    const dim = new messages.TensorShape.Dim();
    dim.setSize(size);
    message.addDim(dim);
  }
  return message;
}

/** Attribute values of graph nodes. */
export const attr = {
  type: (type: DataType) => attribute((message) => message.setType(type)),
  int: (value: number) => attribute((message) => message.setI(value)),
  float: (value: number) => attribute((message) => message.setF(value)),
  bool: (value: boolean) => attribute((message) => message.setB(value)),
  text: (value: string) => attribute((message) => message.setS(base64(Buffer.from(value)))),
  shape: (shape: readonly number[]) => attribute((message) => message.setShape(shapeMessage(shape))),
  unknownShape() {
    const shape = new messages.TensorShape();
    shape.setUnknownRank(true);
    return attribute((message) => message.setShape(shape));
  },
  ints(values: readonly number[]) {
    const list = new messages.AttrValue.ListValue();
    list.setIList(values);
    return attribute((message) => message.setList(list));
  },
  tensor(type: DataType, shape: readonly number[], values: Float32Array | Int32Array | BigUint64Array) {
    const tensor = new messages.Tensor();
    tensor.setDtype(type);
    tensor.setTensorShape(shapeMessage(shape));
    tensor.setTensorContent(base64(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)));
    return attribute((message) => message.setTensor(tensor));
  },
};

export interface GraphNode {
  readonly name: string;
  readonly op: string;
  /** Tensor names (`node` or `node:1`) and, last, control inputs (`^node`). */
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** May be worked out in bfloat16 (mixed-precision.ts). */
  readonly narrow?: boolean;
}

/** First GraphDef version that knows every operation we write. */
const PRODUCER = 1395;

/** The bytes of a saved_model.pb that holds one graph under one tag. */
export function savedModel(nodes: readonly GraphNode[], tag: string): Uint8Array {
  const graph = new messages.GraphDef();
  for (const { name, op, inputs, attributes } of nodes) {
    const node = new messages.NodeDef();
    node.setName(name);
    node.setOp(op);
    for (const input of inputs) node.addInput(input);
    for (const [key, value] of Object.entries(attributes)) node.getAttrMap().set(key, value);
    graph.addNode(node);
  }
  const versions = new messages.VersionDef();
  versions.setProducer(PRODUCER);
  graph.setVersions(versions);
  const info = new messages.MetaGraphDef.MetaInfoDef();
  info.addTags(tag);
  const meta = new messages.MetaGraphDef();
  meta.setMetaInfoDef(info);
  meta.setGraphDef(graph);
  const model = new messages.SavedModel();
  model.setSavedModelSchemaVersion(1);
  model.addMetaGraphs(meta);
  return model.serializeBinary();
}
